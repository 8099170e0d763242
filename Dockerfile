# The site on a static server that needs no root and no writable disk:
#   docker build --tag exit-codes --build-arg SITE_URL=https://docs.example .
#   docker run --read-only --tmpfs /tmp --publish 8080:8080 exit-codes

# Not Alpine: the Node that npm brings along is built for glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG SITE_URL=http://localhost:8080
ARG BASE_PATH=/
# nginx answers for the .html twins of folders and unpacks what is packed: a fifth of the size.
RUN HTML_TWINS=off npm run build
RUN mkdir -p "/site/$BASE_PATH" \
  && cp dist/_hosting/nginx.conf /site.conf \
  && rm -r dist/_hosting dist/_headers dist/_redirects \
  && find dist -type f ! -name '*.png' ! -path '*/pagefind/*' -exec gzip -9 {} + \
  && cp -R dist/. "/site/$BASE_PATH"

FROM nginxinc/nginx-unprivileged:1.29-alpine-slim
COPY .hosting/nginx.conf /etc/nginx/nginx.conf
COPY --from=build /site.conf /etc/nginx/site.conf
COPY --from=build /site /srv/site
USER 101
EXPOSE 8080
# Past the image's own entry point, which edits files in /etc/nginx.
ENTRYPOINT ["nginx", "-g", "daemon off;"]
