using Auditor.Aws.Reading;

namespace Auditor.Cli.Partial;

/// <summary>The APIs of one account and Region in a partial inventory.</summary>
internal sealed class PlaceJournal(PartialInventory inventory, string account, string region) : IApiJournal
{
    public ReadApi? Find(bool isRest, string id) => inventory.Find(account, region, isRest, id);

    public void Add(ReadApi api) => inventory.Add(new PartialApi(account, region, api));
}
