using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Models that grow as those of releases and plugins do.</summary>
public static class TestModel
{
    public static KindModel Purchase { get; } = BuildPurchase(withRegion: false);

    public static KindModel PurchaseWithChannelIndexed { get; } = BuildPurchase(withRegion: true);

    public static KindModel Visit { get; } = BuildVisit(placeIndexed: true, badgeUnique: true);

    public static ModelCatalogue Catalogue { get; } = new([Purchase, Visit]);

    public static KindModel BuildVisit(bool placeIndexed = false, bool minutesIndexed = false, bool badgeUnique = false)
    {
        var kind = new KindBuilder<Visit>("test.visit", static v => v.Id);
        kind.Text("place", static v => v.Place, indexed: placeIndexed);
        kind.Int("minutes-spent", static v => v.Minutes, indexed: minutesIndexed);
        kind.Text("badge", static v => v.Badge);
        if (badgeUnique)
        {
            kind.Unique("badge", "badge");
        }

        return kind.SerialisedBy(VisitJson.Default.Visit);
    }

    public static KindModel BuildPurchase(bool withRegion)
    {
        var kind = new KindBuilder<Purchase>("test.purchase", static p => p.Id);
        FieldHandle<string?> number = kind.Text("number", static p => p.Number);
        FieldHandle<string?> channel = kind.Text("channel", static p => p.Channel);
        FieldHandle<long?> sequence = kind.Int("sequence", static p => p.Sequence, indexed: withRegion);
        FieldHandle<RecordId?> customer = kind.Id("customer", static p => p.Customer, indexed: true);
        FieldHandle<Instant?> placedAt = kind.Instant("placed-at", static p => p.PlacedAt, indexed: true);
        FieldHandle<LocalDate?> dueOn = kind.Date("due-on", static p => p.DueOn);
        FieldHandle<bool?> isPaid = kind.Bool("order", static p => p.IsPaid, indexed: true); // a reserved word of SQL as a name
        FieldHandle<string?> note = kind.Opaque("note", static p => p.Note);
        PartHandle<PurchaseLine> lines = kind.Part<PurchaseLine>("line", static p => p.Lines, Line);
        PartHandle<PurchaseLine> gifts = kind.Part<PurchaseLine>("gift", static p => p.Gifts, Line);
        if (withRegion)
        {
            kind.Text("region", static _ => "north", indexed: true);
        }

        kind.Unique("number", "number");
        kind.Unique("place-in-channel", "channel", "sequence");
        return kind.ComposedBy(row => new Purchase
        {
            Id = row.Id,
            Number = row.Get(number),
            Channel = row.Get(channel),
            Sequence = row.Get(sequence),
            Customer = row.Get(customer),
            PlacedAt = row.Get(placedAt),
            DueOn = row.Get(dueOn),
            IsPaid = row.Get(isPaid),
            Note = row.Get(note),
            Lines = row.Get(lines),
            Gifts = row.Get(gifts),
        });
    }

    private static Func<StoredRow, PurchaseLine> Line(PartBuilder<PurchaseLine> line)
    {
        FieldHandle<string?> product = line.Text("product", static l => l.Product);
        FieldHandle<long?> amount = line.Int("amount", static l => l.Amount);
        return row => new PurchaseLine(row.Need(product), row.Need(amount));
    }
}
