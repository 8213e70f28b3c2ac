-- Points to the latest answer: to this one, unless the one that is pointed to is younger. The pointer goes when its answer goes,
-- so who has more time left is the younger; no replica's clock matters.
-- KEYS: latest    the moment of the latest answer
-- ARGV: the moment of this one, the milliseconds for which it is still kept, and for how long any is kept at the most
local there, left, longest = redis.call('PTTL', KEYS[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
-- What has more time left than any gets is not younger: others kept it longer, or this server's clock was set back.
if there <= left or there > longest then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
