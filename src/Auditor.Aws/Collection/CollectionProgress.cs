namespace Auditor.Aws.Collection;

/// <summary>How far the collection of a scope has come.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">Where.</param>
/// <param name="ApisFound">APIs found so far.</param>
/// <param name="ApisRead">APIs read to the end.</param>
public sealed record CollectionProgress(string Account, string Region, int ApisFound, int ApisRead);
