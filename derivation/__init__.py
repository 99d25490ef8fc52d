"""How a derivative is found by hand: step by step, proved, checked, and practised."""
