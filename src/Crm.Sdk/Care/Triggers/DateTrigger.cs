using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Segments;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A date that is kept in the archive, once or every year: an attribute, the day the customer was added, the first order, the end of a warranty, maintenance that is due.</summary>
internal sealed class DateTrigger : BuiltInTrigger
{
    private static readonly string[] Known = ["added", "first-order", "warranty-end", "maintenance-due"];

    public override string Type => "date";

    public override ValueList<TemplateVariable> Variables => [Date("occasion.date"), Number("occasion.years"), Number("occasion.days"), Text("occasion.item")];

    public override ITriggerRun Prepare(DefinitionProperties settings, CareCatalogue catalogue)
    {
        string of = settings.Text("of");
        bool yearly = settings.Has("repeat") && settings.OneOf("repeat", "once", "yearly") == "yearly";
        int daysAhead = settings.Has("daysAhead") ? settings.Whole("daysAhead", 0, CalendarTrigger.MaxDaysAhead) : 0;
        settings.End([]);
        AttributeDefinition? attribute = of.StartsWith(AttributeDefinition.Prefix, StringComparison.Ordinal) ? catalogue.Attributes.Find(of[AttributeDefinition.Prefix.Length..]) : null;
        if (attribute is { Type: AttributeType.Date })
        {
            return new EachCustomer((subject, _) => [.. Due(subject, subject.Customer.Attribute(attribute.Name) is { } text ? [(of, attribute.ToFieldValue(text).AsDate(), null)] : [], yearly, daysAhead)]);
        }

        return of switch
        {
            "added" => new EachCustomer((subject, asOf) => [.. Due(subject, subject.Customer.Origin is { } origin ? [(of, asOf.DateOf(origin.At), null)] : [], yearly, daysAhead)]),
            "first-order" => new EachPage<Order>(
                static (data, subjects, token) => data.OfAsync<Order>(OrderModel.Kind, OrderModel.Customer, static order => order.Customer, subjects, null, token),
                (subject, orders, asOf) => Due(subject, Sales(orders, asOf).Select(order => (of, asOf.DateOf(order.PlacedAt), (string?)null)).OrderBy(static sale => sale.Item2).Take(1), yearly, daysAhead)),
            "warranty-end" => Items(of, static item => item.WarrantyEnd, yearly, daysAhead),
            "maintenance-due" => Items(of, static item => item.NextMaintenance, yearly, daysAhead),
            _ => throw settings.Refuse(
                "of",
                $"'{of}' is no date of the archive; {NearName.Hint(of, [.. Known, .. catalogue.Attributes.All.Where(static each => each.Type == AttributeType.Date).Select(static each => AttributeDefinition.Prefix + each.Name)])}"),
        };
    }

    /// <summary>What was sold and not cancelled, up to an instant.</summary>
    public static IEnumerable<Order> Sales(IEnumerable<Order> orders, AsOf asOf) =>
        orders.Where(order => order.Type == OrderType.Sale && order.Status != OrderStatus.Cancelled && order.PlacedAt <= asOf.Instant);

    private static EachPage<OwnedItem> Items(string of, Func<OwnedItem, LocalDate?> day, bool yearly, int daysAhead) => new(
        static (data, subjects, token) => data.OfAsync<OwnedItem>(OwnedItemModel.Kind, OwnedItemModel.Customer, static item => item.Customer, subjects, null, token),
        (subject, items, _) => Due(subject, items.Where(item => day(item) is not null).Select(item => ($"{of}:{item.Id}", day(item)!.Value, (string?)item.Product)), yearly, daysAhead));

    /// <summary>Those that come once have the day in their key: where it is put off, the new day is a new occasion.</summary>
    private static IEnumerable<DueOccasion> Due(CareSubject subject, IEnumerable<(string Key, LocalDate Day, string? Item)> dates, bool yearly, int daysAhead)
    {
        foreach ((string key, LocalDate first, string? item) in dates)
        {
            if (!yearly)
            {
                var once = new CareOccasion($"{key}:{first:uuuu-MM-dd}", 0, first) { Values = Occasions.Of(first, subject.Today, null, item) };
                if (CalendarTrigger.On(subject, once, daysAhead) is { } due)
                {
                    yield return due;
                }

                continue;
            }

            foreach (DueOccasion again in CalendarTrigger.Yearly(subject, daysAhead, year => year <= first.Year ? null : Again(year)))
            {
                yield return again;
            }

            CareOccasion Again(int year)
            {
                LocalDate day = first.PlusYears(year - first.Year); // 29 February is kept on the 28th
                return new CareOccasion(key, year, day) { Values = Occasions.Of(day, subject.Today, year - first.Year, item) };
            }
        }
    }
}
