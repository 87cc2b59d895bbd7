"""The application database: what people decided and did about warnings. Nothing in it is ever changed or deleted."""
