using Auditor.Aws.Reading;

namespace Auditor.Cli.Collecting;

/// <summary>The APIs of one account and Region in a partial inventory.</summary>
internal sealed class PlaceJournal(EstateInProgress progress, string account, string region) : IApiJournal
{
    public ReadApi? Find(bool isRest, string id) => progress.Find(account, region, isRest, id);

    public void Add(ReadApi api) => progress.Add(new PartialApi(account, region, api));
}
