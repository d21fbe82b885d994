using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>Which place in a batch a record's customer has, those that were merged at the place of their survivor.</summary>
internal sealed class MemberPlaces
{
    private readonly Dictionary<CustomerId, int> _places;

    private MemberPlaces(Dictionary<CustomerId, int> places, FieldValue[] ids) => (_places, Ids) = (places, ids);

    /// <summary>The ids under which records of the batch stand.</summary>
    public FieldValue[] Ids { get; }

    public int this[CustomerId customer] => _places[customer];

    public static MemberPlaces Of(ValueList<LoyaltySubject> customers)
    {
        var places = new Dictionary<CustomerId, int>();
        for (int place = 0; place < customers.Count; place++)
        {
            foreach (CustomerId member in customers[place].Members)
            {
                places[member] = place;
            }
        }

        return new MemberPlaces(places, [.. places.Keys.Select(static id => FieldValue.Of(id))]);
    }
}
