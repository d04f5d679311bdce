namespace Auditor.Reports.Html;

/// <summary>Who can call a route, in the steps in which the exposure map shows it; worst first.</summary>
internal enum Callers
{
    AnyoneWithNothing,
    Unknown,
    AnyoneWithApiKey,
    AnyoneWithHeader,
    AnyoneWithCertificate,
    AnyoneWithToken,
    AnyoneSigned,
    OthersOrNetwork,
    OwnVpcOrAccount,
    Nobody,
}
