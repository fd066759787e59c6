"""Which playbook a text resembles, how sure, and why: pure computation."""
