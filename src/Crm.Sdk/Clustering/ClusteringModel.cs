using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Clustering;

/// <summary>How clusters that give labels are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ClusteringModel
{
    /// <summary>The dimension.</summary>
    public static FieldId Dimension { get; } = "dimension";

    /// <summary>The kind <c>clusters</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        FieldId number = "dimension-version";
        var kind = new KindBuilder<StoredClusters>("clusters", static c => c.Id);
        kind.AppendOnly();
        FieldHandle<string?> dimension = kind.Text(Dimension, static c => c.Dimension, maxLength: 64);
        FieldHandle<long?> version = kind.Int(number, static c => c.Version);
        FieldHandle<Instant?> asOf = kind.Instant("as-of", static c => c.AsOf);
        FieldHandle<string?> zone = kind.Text("zone", static c => c.Zone, maxLength: 64);
        FieldHandle<Instant?> keptAt = kind.Instant("kept-at", static c => c.KeptAt);
        FieldHandle<ClusterModel?> model = kind.Json("model", static c => c.Model, ClusteringJson.Default.ClusterModel);
        kind.Unique("version", Dimension, number);
        return kind.ComposedBy(row => new StoredClusters
        {
            Id = row.Id,
            Dimension = row.Need(dimension),
            Version = row.Need(version),
            AsOf = row.Need(asOf),
            Zone = row.Need(zone),
            KeptAt = row.Need(keptAt),
            Model = row.Need(model),
        });
    }
}
