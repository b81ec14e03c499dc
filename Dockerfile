# docker build -t doclint . && docker run --rm -v "$PWD:/docs" doclint check .
FROM python:3.12-slim AS build
COPY . /src
RUN python -m pip wheel --quiet --no-cache-dir --wheel-dir /wheels /src

FROM python:3.12-slim
# git lists the files of a repository and tells what is new since a revision.
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /wheels /wheels
RUN python -m pip install --no-cache-dir --no-index --find-links /wheels doclint && rm -rf /wheels
WORKDIR /docs
ENTRYPOINT ["doclint"]
CMD ["check", "."]
