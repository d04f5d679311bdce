using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Aws.Reading;

/// <summary>The reading of one API: notices when it is deleted halfway, which is no reason to report anything about it.</summary>
internal sealed class ApiReading(GapLog gaps, string name, string arn)
{
    public string Name => Quote.Of(name);

    public string Arn => arn;

    public bool IsDeleted { get; private set; }

    /// <summary>Reads a part of the API. "Not found" means that the API is no longer there.</summary>
    public async Task<Fact<T>> PartAsync<T>(Func<Task<T>> read, string lost)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (failure.Failure is CallFailure.NotFound)
        {
            IsDeleted = true;
            return gaps.Add(
                failure.Operation,
                failure.ErrorCode ?? nameof(CallFailure.NotFound),
                $"API {Name} was there when the APIs were listed and gone when it was read: it was deleted meanwhile. Scan again to be "
                    + $"sure.",
                arn,
                $"Whatever API {Name} was.");
        }
        catch (AwsCallException failure)
        {
            return gaps.Add(failure, arn, lost);
        }
    }

    /// <summary>Reads something that the API only refers to, which may be gone on its own.</summary>
    public Task<Fact<T>> ReferenceAsync<T>(Func<Task<T>> read, string target, string lost) => gaps.TryAsync(read, target, lost);
}
