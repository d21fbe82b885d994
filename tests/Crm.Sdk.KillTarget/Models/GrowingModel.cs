using Crm.Sdk.Storage;

namespace Crm.Sdk.KillTarget.Models;

/// <summary>A model of two releases: the later one indexes more, has a further unique key, a further column and a further kind.</summary>
public static class GrowingModel
{
    public static RecordKind Stays { get; } = new("test.stay");

    public static RecordKind Parcels { get; } = new("test.parcel");

    public static FieldId Minutes { get; } = "minutes";

    public static ModelCatalogue Old { get; } = new([Stay(later: false), Parcel(later: false)]);

    public static ModelCatalogue New { get; } = new([Stay(later: true), Parcel(later: true), Note()]);

    private static KindModel Stay(bool later)
    {
        var kind = new KindBuilder<Stay>(Stays.Name, static stay => stay.Id);
        kind.Text("place", static stay => stay.Place, indexed: true);
        kind.Int(Minutes, static stay => stay.Minutes, indexed: later);
        kind.Text("badge", static stay => stay.Badge);
        if (later)
        {
            kind.Unique("badge", "badge");
        }

        return kind.SerialisedBy(KillJson.Default.Stay);
    }

    private static KindModel Parcel(bool later)
    {
        var kind = new KindBuilder<Parcel>(Parcels.Name, static parcel => parcel.Id);
        FieldHandle<long?> grams = kind.Int("grams", static parcel => parcel.Grams, indexed: true);
        FieldHandle<string?>? route = later ? kind.Text("route", static parcel => parcel.Route, indexed: true) : null;
        return kind.ComposedBy(row => new Parcel(row.Id, row.Need(grams), route is { } handle ? row.Get(handle) : null));
    }

    private static KindModel Note()
    {
        var kind = new KindBuilder<Note>("test.note", static note => note.Id);
        kind.Text("text", static note => note.Text, indexed: true);
        return kind.SerialisedBy(KillJson.Default.Note);
    }
}
