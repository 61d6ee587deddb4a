"""What rules of several families ask and say."""
