"""How the window leads from page to page: one module for each matter, which opens its pages."""
