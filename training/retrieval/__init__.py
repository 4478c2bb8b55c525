"""How the parts that find and tag incidents are made: material that independent hands wrote, and what is trained on it."""
