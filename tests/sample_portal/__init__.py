"""The sample portal: an invented council whose archive is generated from known truth."""
