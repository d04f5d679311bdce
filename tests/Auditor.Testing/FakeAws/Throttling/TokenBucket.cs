namespace Auditor.Testing.FakeAws.Throttling;

/// <summary>A token bucket, with a neighbour who asks at random, at an average rate, and takes a token when there is one.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly double _rate;
    private readonly double _burst;
    private readonly double _othersRate;
    private readonly Random _random = new(1);
    private double _tokens;
    private long _filledAt;
    private double _untilOthersCall;

    public TokenBucket(TimeProvider clock, double rate, double burst, double othersRate = 0)
    {
        (_clock, _rate, _burst, _othersRate) = (clock, rate, burst, othersRate);
        _tokens = burst;
        _untilOthersCall = UntilOthersCall();
        _filledAt = clock.GetTimestamp();
    }

    /// <summary>Null when a token was taken, else how long until there is one.</summary>
    public TimeSpan? Take()
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            Pass(_clock.GetElapsedTime(_filledAt, now).TotalSeconds);
            _filledAt = now;
            if (_tokens >= 1)
            {
                _tokens--;
                return null;
            }

            return TimeSpan.FromSeconds((1 - _tokens) / _rate);
        }
    }

    /// <summary>Gives back a token, when another limit refused the request.</summary>
    public void Return()
    {
        lock (_lock)
        {
            _tokens = Math.Min(_burst, _tokens + 1);
        }
    }

    private void Pass(double seconds)
    {
        if (_othersRate > 0)
        {
            // Long idle times end in the same state, so the replay can stop at the time it takes to fill and drain the bucket.
            seconds = Math.Min(seconds, 10 * _burst / _rate);
            while (seconds >= _untilOthersCall)
            {
                seconds -= _untilOthersCall;
                Fill(_untilOthersCall);
                _untilOthersCall = UntilOthersCall();
                if (_tokens >= 1)
                {
                    _tokens--;
                }
            }

            _untilOthersCall -= seconds;
        }

        Fill(seconds);
    }

    // Whoever asks like clockwork would always be there first.
    private double UntilOthersCall() => _othersRate > 0 ? -Math.Log(1 - _random.NextDouble()) / _othersRate : 0;

    private void Fill(double seconds) => _tokens = Math.Min(_burst, _tokens + (seconds * _rate));
}
