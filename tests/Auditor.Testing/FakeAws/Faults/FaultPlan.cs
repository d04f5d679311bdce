namespace Auditor.Testing.FakeAws.Faults;

/// <summary>The faults of a server, and how many calls each has seen.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<(FakeFault Fault, int Seen)> _faults = [];

    public void Add(FakeFault fault)
    {
        lock (_lock)
        {
            _faults.Add((fault, 0));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>The fault of this call, if any: the first that was added and applies.</summary>
    public FakeFault? Next(FakeCall call)
    {
        lock (_lock)
        {
            FakeFault? result = null;
            for (var i = 0; i < _faults.Count; i++)
            {
                var (fault, seen) = _faults[i];
                if ((fault.Operation != "*" && fault.Operation != call.Operation)
                    || (fault.Service is { } only && only != call.Service && only != call.ServiceId)
                    || !call.Path.Contains(fault.Path, StringComparison.Ordinal))
                {
                    continue;
                }

                seen++;
                _faults[i] = (fault, seen);
                if (seen >= fault.First && seen - fault.First < fault.Times)
                {
                    result ??= fault;
                }
            }

            return result;
        }
    }
}
