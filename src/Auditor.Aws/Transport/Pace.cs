namespace Auditor.Aws.Transport;

/// <summary>
/// Spaces requests out, also where a busy machine wakes many up late and together. Slows down when the service complains and recovers with
/// every answer.
/// </summary>
internal sealed class Pace
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly double _nominal;
    private readonly TimeSpan _atOnce;
    private double _current;
    private DateTimeOffset _nextSlot;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _nextSend;

    /// <param name="requestsPerSecond">The rate as long as nobody complains.</param>
    /// <param name="atOnce">So much time's worth of requests may go at once after idle time.</param>
    /// <param name="time">Measures and waits.</param>
    public Pace(double requestsPerSecond, TimeSpan atOnce, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requestsPerSecond);
        _time = time;
        _atOnce = atOnce;
        _nominal = requestsPerSecond;
        _current = requestsPerSecond;
        _nextSlot = DateTimeOffset.MinValue;
        _pausedUntil = DateTimeOffset.MinValue;
        _nextSend = DateTimeOffset.MinValue;
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var slot = TakeSlot();
            var wait = slot - _time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            }

            // A pause that began during the wait holds for those who were waiting, too.
            if (!IsPausedAt(slot))
            {
                break;
            }
        }

        var more = TakeTurn();
        if (more > TimeSpan.Zero)
        {
            await Task.Delay(more, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Everybody stops for a while, then goes on more slowly.</summary>
    public void Throttled(TimeSpan pause)
    {
        lock (_lock)
        {
            var until = _time.GetUtcNow() + pause;
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
            _current = Math.Max(_current * 0.7, _nominal / 8);
        }
    }

    public void Answered()
    {
        lock (_lock)
        {
            _current = Math.Min(_nominal, _current + (_nominal / 50));
        }
    }

    private DateTimeOffset TakeSlot()
    {
        lock (_lock)
        {
            var interval = TimeSpan.FromSeconds(1 / _current);
            var now = _time.GetUtcNow();
            var earliest = now - _atOnce;
            _nextSlot = _nextSlot < earliest ? earliest : _nextSlot;
            _nextSlot = _nextSlot < _pausedUntil ? _pausedUntil : _nextSlot;
            var slot = _nextSlot;
            _nextSlot += interval;
            return slot;
        }
    }

    // How long a request still has to wait. Slots alone do not tell: those of many who slept too long have all passed.
    private TimeSpan TakeTurn()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var wait = _nextSend - now - _atOnce;
            _nextSend = (_nextSend > now ? _nextSend : now) + TimeSpan.FromSeconds(1 / _current);
            return wait;
        }
    }

    private bool IsPausedAt(DateTimeOffset slot)
    {
        lock (_lock)
        {
            return _pausedUntil > slot;
        }
    }
}
