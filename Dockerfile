# postmortem, on one machine, without any outside service. Build: docker build -t postmortem .   Run: docker run -p 8000:8000 -v postmortem:/data -e POSTMORTEM_API_KEY=... postmortem
FROM python:3.11-slim
WORKDIR /app
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY models models
COPY analyzer analyzer
COPY corpus corpus
COPY api api
RUN pip install --no-cache-dir --constraint constraints.txt '.[service]' && useradd --create-home postmortem && mkdir /data && chown postmortem /data
USER postmortem
ENV POSTMORTEM_DATA=/data POSTMORTEM_HOST=0.0.0.0
VOLUME /data
EXPOSE 8000
HEALTHCHECK CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"
CMD ["postmortem", "serve"]
