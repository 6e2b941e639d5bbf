"""The screens: keys and clicks in, the session shown. The only importer of Textual."""
