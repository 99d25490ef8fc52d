"""Any result turned into a document: the one place that knows both results and pages."""
