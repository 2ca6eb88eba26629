# syntax=docker/dockerfile:1
# docker build -t tamizdat . && docker run --rm -p 8080:8080 -v "$PWD/data:/data:ro" tamizdat
#
# Two stages: what builds stays behind, what runs holds the program and the libraries that it needs, nothing else.

FROM debian:12-slim AS builder
WORKDIR /src
COPY server/packages.txt server/setup.sh server/
# The packages of the list that belong to this release; kept as a layer of their own while the list stays the same.
RUN apt-get update \
 && apt-get install -y --no-install-recommends file dpkg-dev $(bash -c '. server/setup.sh && packages_of server/packages.txt') \
 && rm -rf /var/lib/apt/lists/*
COPY . .
RUN cmake --preset release -DTAMIZDAT_TESTS=OFF -DTAMIZDAT_BENCH=OFF \
 && cmake --build --preset release \
 && cpack --config build/release/CPackConfig.cmake -G DEB -B /package

FROM debian:12-slim
# The package brings the libraries along by its dependencies; curl is for the health check.
RUN --mount=type=bind,from=builder,source=/package,target=/package \
    apt-get update \
 && apt-get install -y --no-install-recommends curl /package/*.deb \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --no-create-home --shell /usr/sbin/nologin tamizdat
USER tamizdat
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Every interface of the container; what is published of it is said outside.
ENV TAMIZDAT_LISTEN=*:8080 \
    TAMIZDAT_ACCESS_LOG=- \
    TAMIZDAT_LOG_FORMAT=json
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/-/readyz"]
ENTRYPOINT ["tamizdat"]
CMD ["serve", "/data", "--watch"]
