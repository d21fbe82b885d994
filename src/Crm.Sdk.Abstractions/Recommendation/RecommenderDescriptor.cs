namespace Crm.Sdk.Recommendation;

/// <summary>What a recommender says of itself.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record RecommenderDescriptor
{
    /// <summary>Describes a recommender.</summary>
    /// <param name="id">Its name for ever, such as <c>acme.also-viewed</c>: 1 to 128 ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <param name="version">The version of what it learns and answers, from 1 on; models of another version are not used.</param>
    /// <exception cref="CrmException">CRM1001: the id has another form.</exception>
    public RecommenderDescriptor(string id, int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        Id = IdentityText.Require(id, 128, "recommender");
        Version = version;
    }

    /// <summary>The name.</summary>
    public string Id { get; }

    /// <summary>The version.</summary>
    public int Version { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} v{Version}";
}
