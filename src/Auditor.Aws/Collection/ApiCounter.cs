namespace Auditor.Aws.Collection;

/// <summary>Counts APIs for whoever watches.</summary>
internal sealed class ApiCounter(string account, string region, IProgress<CollectionProgress>? progress)
{
    private int _found;
    private int _read;

    public void Found(int apis)
    {
        Interlocked.Add(ref _found, apis);
        Report();
    }

    public void Read()
    {
        Interlocked.Increment(ref _read);
        Report();
    }

    private void Report() => progress?.Report(new(account, region, Volatile.Read(ref _found), Volatile.Read(ref _read)));
}
