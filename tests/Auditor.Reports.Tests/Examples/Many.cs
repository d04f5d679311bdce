using Auditor.Core.Inventory;

namespace Auditor.Reports.Tests.Examples;

/// <summary>Inventories with a great many findings.</summary>
internal static class Many
{
    /// <summary>REST APIs with ten open routes each.</summary>
    public static Estate Apis(int number) => Acme.Complete with
    {
        Scopes =
        [
            Acme.Scope(
                Acme.Account,
                Acme.Region,
                [
                    .. Enumerable.Range(0, number).Select(api => Acme.Rest(
                        $"api{api:D7}",
                        $"service-{api}",
                        [.. Enumerable.Range(0, 10).Select(route => Acme.Route($"GET /things/{route}", AuthorizationKind.None))])),
                ],
                []),
        ],
    };

    /// <summary>Accounts with so many REST APIs each, and ten open routes in each of these.</summary>
    public static Estate Accounts(params IEnumerable<int> apis) => Acme.Complete with
    {
        Accounts = [],
        Scopes = [.. apis.Select((number, account) => Apis(number).Scopes[0] with { Account = $"11112222{account:D4}" })],
    };
}
