using System.Globalization;
using System.Text;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Calls and answers as short lines for a trace.</summary>
internal static class StoreText
{
    private const int MaxLength = 600;
    private const int MaxListed = 12;

    public static string Of(CommitBatch batch)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"commit {Short(batch.CommitId)} of {batch.Tenant}:");
        foreach (RecordWrite write in batch.Writes.Take(MaxListed))
        {
            text.Append(CultureInfo.InvariantCulture, $" write {Of(write.Kind, write.Id)} expecting {write.ExpectedVersion} {Json(write.Kind, write.Entity)};");
        }

        foreach (RecordDelete delete in batch.Deletes.Take(MaxListed))
        {
            text.Append(CultureInfo.InvariantCulture, $" delete {Of(delete.Kind, delete.Id)} expecting {delete.ExpectedVersion};");
        }

        foreach (VersionCheck check in batch.Checks.Take(MaxListed))
        {
            text.Append(CultureInfo.InvariantCulture, $" check {Of(check.Kind, check.Id)} is {check.ExpectedVersion};");
        }

        Append(text, "release", batch.Releases);
        Append(text, "claim", batch.Claims);
        return Cut(text.ToString());
    }

    public static string Of(CommitResult result) => result switch
    {
        CommitResult.Committed committed => string.Create(CultureInfo.InvariantCulture, $"committed at {committed.Position}"),
        CommitResult.VersionConflict conflict => Cut($"version conflict: {string.Join("; ", conflict.Mismatches.Items.Select(static m => string.Create(CultureInfo.InvariantCulture, $"{Of(m.Record.Kind, m.Record.Id)} expected {m.Expected}, is {m.Actual}")))}"),
        CommitResult.UniqueConflict conflict => Cut($"unique conflict: {string.Join("; ", conflict.Clashes.Items.Select(static c => $"{c.Key} held by {Short(c.Holder.Value)}"))}"),
        _ => result.ToString(),
    };

    public static string Of(StoreQuery query) => Cut(string.Create(
        CultureInfo.InvariantCulture,
        $"query {query.Kind} of {query.Tenant} where {query.Where}{Order(query)}{(query.After is { } after ? $" after ({after.Value}, {Short(after.Id.Value)})" : string.Empty)} limit {query.Limit}"));

    public static string Of(RecordPage page) => Cut($"{page.Records.Count} [{string.Join(", ", page.Records.Take(MaxListed).Select(Of))}]{(page.Next is null ? ", the last page" : ", and more")}");

    public static string Of(StoredRecord? record) =>
        record is null ? "absent" : string.Create(CultureInfo.InvariantCulture, $"{Of(record.Kind, record.Id)}@{record.Version} {Json(record.Kind, record.Entity)}");

    public static string Of(IEnumerable<StoredRecord?> records) => Cut($"[{string.Join(", ", records.Take(MaxListed).Select(Of))}]");

    public static string Of(RecordKind kind, RecordId id) => $"{kind}/{Short(id.Value)}";

    /// <summary>The last digits of an id, which are the random ones.</summary>
    public static string Short(Guid id) => id.ToString("N")[^6..];

    private static string Order(StoreQuery query) => query.Order is { } order ? $" by {order.Field}{(order.Descending ? " descending" : string.Empty)}" : string.Empty;

    private static string Json(RecordKind kind, object entity) => Encoding.UTF8.GetString(ConformanceModel.Catalogue[kind].Serialise(entity));

    private static void Append(StringBuilder text, string verb, IReadOnlyList<KeyClaim> claims)
    {
        foreach (KeyClaim claim in claims.Take(MaxListed))
        {
            text.Append(CultureInfo.InvariantCulture, $" {verb} {claim.Key} for {Short(claim.Holder.Value)};");
        }
    }

    private static string Cut(string text) => text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
}
