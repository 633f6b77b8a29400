-- How many video streams a playlist lists (NULL: not stated), for each is charged
-- by itself.

-- +goose Up

ALTER TABLE api_call ADD COLUMN video_streams BIGINT;
