using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Sdk;
using Crm.Sdk.Storage;

namespace Acme.DocumentStore;

/// <summary>A commit as JSON: one line of the file, so that half of a commit can never be read.</summary>
internal sealed record CommitDocument(string Tenant, Guid Id, string By, long At, RecordDocument[] Put, RecordDocument[] Remove, KeyDocument[] Release, KeyDocument[] Claim)
{
    public static CommitDocument Of(CommitBatch batch, ModelCatalogue model) => new(
        batch.Tenant.Value, batch.CommitId, batch.Actor.Value, batch.At.ToUnixMicroseconds(),
        [.. batch.Writes.Select(write => new RecordDocument(write.Kind.Name, write.Id.Value, write.ExpectedVersion, JsonElement.Parse(model[write.Kind].Serialise(write.Entity))))],
        [.. batch.Deletes.Select(static delete => new RecordDocument(delete.Kind.Name, delete.Id.Value, delete.ExpectedVersion, Entity: null))],
        [.. batch.Releases.Select(KeyDocument.Of)],
        [.. batch.Claims.Select(KeyDocument.Of)]);

    /// <summary>The commit as a model reads it. Records of a plugin that is absent wait in the file.</summary>
    public CommitBatch ToBatch(ModelCatalogue model) => new(
        new TenantId(Tenant), Id, By, InstantPrecision.FromUnixMicroseconds(At),
        [.. Put.Where(record => model.Contains(new(record.Kind))).Select(record => record.ToWrite(model[new(record.Kind)]))],
        [.. Remove.Select(static record => new RecordDelete(new(record.Kind), new(record.Id), record.Version))],
        releases: [.. Release.Select(static key => key.ToClaim())],
        claims: [.. Claim.Select(static key => key.ToClaim())]);
}

/// <summary>A record with the version that it had before the commit.</summary>
internal sealed record RecordDocument(string Kind, Guid Id, long Version, JsonElement? Entity)
{
    public RecordWrite ToWrite(KindModel kind) => new(kind.Kind, new(Id), Version, kind.Deserialise(new(Id), JsonMarshal.GetRawUtf8Value(Entity!.Value)));
}

/// <summary>A unique key that a record takes or gives up.</summary>
internal sealed record KeyDocument(string Kind, string Name, string Value, Guid Holder)
{
    public static KeyDocument Of(KeyClaim claim) => new(claim.Key.Kind.Name, claim.Key.Name, claim.Key.Value, claim.Holder.Value);

    public KeyClaim ToClaim() => new(new UniqueKey(new(Kind), Name, Value), new(Holder));
}

[JsonSerializable(typeof(CommitDocument))]
internal sealed partial class CommitJson : JsonSerializerContext;
