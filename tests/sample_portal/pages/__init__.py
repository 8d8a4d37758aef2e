"""The portal's pages, in the markup of real ones."""
