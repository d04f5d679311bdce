namespace Auditor.Aws.Reading;

/// <summary>Keeps each API of an account and Region as soon as it was read. Called from several threads.</summary>
public interface IApiJournal
{
    /// <summary>The API as it was read before the collection was stopped; null when it was not.</summary>
    ReadApi? Find(bool isRest, string id);

    void Add(ReadApi api);
}
