using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws;

/// <summary>The calls in order of arrival.</summary>
internal sealed class CallLog
{
    private readonly Lock _lock = new();
    private readonly List<FakeCall> _calls = [];
    private int _number;

    public FakeCall Add(FakeCall call)
    {
        lock (_lock)
        {
            call = call with { Number = ++_number };
            _calls.Add(call);
            return call;
        }
    }

    public void Update(FakeCall call)
    {
        lock (_lock)
        {
            // From the end: the call is among the last, and may have been forgotten meanwhile.
            var index = _calls.FindLastIndex(other => other.Number == call.Number);
            if (index >= 0)
            {
                _calls[index] = call;
            }
        }
    }

    public ImmutableArray<FakeCall> ToImmutable()
    {
        lock (_lock)
        {
            return [.. _calls];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
        }
    }
}
