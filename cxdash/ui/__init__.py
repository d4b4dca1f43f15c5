"""What pages share in Streamlit: who is asking, cached answers, filters, drawing and downloads."""
