using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>Reads which callers somebody asks about.</summary>
internal static class CallerNames
{
    private static readonly string[] Names = ["internet", "any-account", "org:ID", "vpc:ID", "ip:CIDR"];

    // An endpoint that nobody's policy names.
    private const string Unnamed = "vpce-0f0f0f0f0f0f0f0f0";

    /// <exception cref="UsageException">It names no callers.</exception>
    public static CallerClass Parse(string text, string option) => text.Split(':', 2) switch
    {
        ["internet"] => CallerClass.Anonymous,
        ["any-account"] => CallerClass.AnyAwsPrincipal,
        ["org", ['o', '-', _, ..] id] => new(CallerIdentity.Organization(id), CallerNetwork.Internet),
        ["org", ..] =>
            throw new UsageException(
                $"{option}: name the organization, as in 'org:o-a1b2c3d4e5'; an inventory does not say which one is yours."),
        ["vpc", ['v', 'p', 'c', 'e', '-', _, ..] endpoint] => new(CallerIdentity.Anonymous, CallerNetwork.EndpointsOf([new(endpoint)])),
        ["vpc", ['v', 'p', 'c', '-', _, ..] vpc] => new(CallerIdentity.Anonymous, CallerNetwork.EndpointsOf([new(Unnamed, vpc)])),
        ["vpc", ..] =>
            throw new UsageException($"{option}: name the VPC or its endpoint, as in 'vpc:vpc-0a1b2c3d' or 'vpc:vpce-0a1b2c3d'."),
        ["ip", var cidr] => new(CallerIdentity.Anonymous, CallerNetwork.InternetFrom(Public(cidr, option))),
        _ =>
            throw new UsageException(
                $"{option}: {Quote.Of(text)} names no callers{NearestName.Suggest(text, Names, $"; there are {Words.List(Names)}.")}"),
    };

    private static AddressSet Public(string text, string option)
    {
        if (!Cidr.TryParse(text, out var block))
        {
            throw new UsageException($"{option}: {Quote.Of(text)} is no address and no block of addresses, such as 203.0.113.0/24.");
        }

        var addresses = AddressSet.Of(block);
        return addresses.Intersect(AddressSet.PublicInternet).IsEmpty
            ? throw new UsageException(
                $"{option}: nobody calls from {Quote.Of(text)} over the internet: no address in it is public. Callers in a VPC are "
                    + $"'vpc:ID'.")
            : addresses;
    }
}
