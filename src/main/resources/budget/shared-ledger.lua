-- The calls of all replicas, on this server's clock. One run decides one thing, and nothing comes between.
-- KEYS: calls     a sorted set: a call's id, and the microsecond from which its 60 and 3,600 seconds run
--       advances  a hash: what each replica may start at most in the first minute and hour after it has lost this server
--       closed    there while Defender has said to wait
--       epoch     there for as long as this server remembers: "id:microsecond of its birth"
-- ARGV: operation, replica, epoch it knows ('' for none), an id for a new epoch, calls per minute, calls per hour,
--       share of what is left that a replica may have in advance, and what the operation needs besides
-- Gives: 1 done, 0 not now, -1 another epoch; milliseconds to wait; left this minute; left this hour;
--       the replica's advance for a minute, for an hour; id of the epoch; its age in milliseconds; milliseconds to the next
--       call; milliseconds for which Defender has closed the door
local SECOND = 1000000
local MINUTE, HOUR = 60 * SECOND, 3600 * SECOND
local KEEP_MS = 3700000
local ADVANCE_HOLDS = 3 * SECOND
local calls, advances, closed, epochKey = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local operation, replica, known, newborn = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local perMinute, perHour, share = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local now = tonumber(time[1]) * SECOND + tonumber(time[2])

local function text(number)
  return string.format('%.0f', number)
end

-- Counts a call from a moment on, unless it counts from an earlier one already.
local function write(id, from)
  local before = redis.call('ZSCORE', calls, id)
  if not before or tonumber(before) > from then
    redis.call('ZADD', calls, text(from), id)
  end
end

local epoch = redis.call('GET', epochKey)
if not epoch then
  epoch = newborn .. ':' .. text(now)
  redis.call('SET', epochKey, epoch)
end
local epochId, born = string.match(epoch, '^(.-):(%d+)$')
local same = known == '' or known == epochId

if operation == 'answered' then
  if redis.call('ZSCORE', calls, ARGV[8]) then
    write(ARGV[8], now)
  end
elseif operation == 'unused' then
  redis.call('ZREM', calls, ARGV[8])
elseif operation == 'close' then
  if redis.call('PTTL', closed) < tonumber(ARGV[8]) then
    redis.call('SET', closed, '1', 'PX', ARGV[8])
  end
elseif operation == 'write' then
  -- id and age in microseconds, id and age …; an age below 0 for a call that is under way.
  for i = 8, #ARGV, 2 do
    write(ARGV[i], now - tonumber(ARGV[i + 1]))
  end
end

redis.call('ZREMRANGEBYSCORE', calls, '-inf', text(now - HOUR))
local sinceMinute = '(' .. text(now - MINUTE)
local inMinute = redis.call('ZCOUNT', calls, sinceMinute, '+inf')
local inHour = redis.call('ZCARD', calls)

-- Milliseconds until a window has room, when so many others go before.
local function wait(count, since, length, limit, before)
  limit = math.max(1, limit)
  local mustLeave = count + before + 1 - limit
  if mustLeave <= 0 then
    return 0
  end
  if mustLeave > count then
    return length / 1000 * (1 + math.floor((mustLeave - count - 1) / limit))
  end
  local nth = redis.call('ZRANGEBYSCORE', calls, since, '+inf', 'WITHSCORES', 'LIMIT', mustLeave - 1, 1)
  -- A call that is under way may be answered at once, and then grows old.
  return math.ceil((math.min(tonumber(nth[2]), now) + length - now) / 1000)
end

local function waitFor(keptOfMinute, keptOfHour, before)
  return math.max(
    redis.call('PTTL', closed),
    wait(inMinute, sinceMinute, MINUTE, perMinute - keptOfMinute, before),
    wait(inHour, '-inf', HOUR, perHour - keptOfHour, before))
end

local others, otherMinute, otherHour = 0, 0, 0
local all = redis.call('HGETALL', advances)
for i = 1, #all, 2 do
  local minute, hour, holds = string.match(all[i + 1], '^(%d+) (%d+) (%d+)$')
  if tonumber(holds) <= now then
    redis.call('HDEL', advances, all[i])
  elseif all[i] ~= replica then
    others = others + 1
    otherMinute = otherMinute + tonumber(minute)
    otherHour = otherHour + tonumber(hour)
  end
end

local verdict, delay = 1, 0
if not same and operation ~= 'write' then
  verdict = -1
elseif operation == 'start' or operation == 'look' then
  delay = waitFor(tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]))
  if operation == 'start' then
    if delay == 0 and (inMinute + 1 + otherMinute > perMinute or inHour + 1 + otherHour > perHour) then
      -- There is one, but another replica has it in advance, and is about to give it back.
      delay = 100
    end
    if delay == 0 then
      redis.call('ZADD', calls, text(now + tonumber(ARGV[12])), ARGV[11])
      inMinute = inMinute + 1
      inHour = inHour + 1
    else
      verdict = 0
    end
  end
end

-- All advances together never make more than is left; and a part stays free, or a newcomer would have none.
local part = math.min(share, 1 / (others + 2))
local function advance(left, taken)
  return math.max(0, math.min(math.floor(part * left), left - taken))
end
local leftMinute = math.max(0, perMinute - inMinute)
local leftHour = math.max(0, perHour - inHour)
local minute, hour = advance(leftMinute, otherMinute), advance(leftHour, otherHour)
redis.call('HSET', advances, replica, minute .. ' ' .. hour .. ' ' .. text(now + ADVANCE_HOLDS))
redis.call('PEXPIRE', calls, KEEP_MS)
redis.call('PEXPIRE', advances, KEEP_MS)
redis.call('PEXPIRE', epochKey, KEEP_MS)
return {
  verdict, math.max(0, delay), leftMinute, leftHour, minute, hour, epochId, math.floor((now - tonumber(born)) / 1000),
  math.max(0, waitFor(0, 0, 0)), math.max(0, redis.call('PTTL', closed))
}
