using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Conformance.Tests.Merging;

/// <summary>What somebody does to a small archive.</summary>
/// <param name="Type">What.</param>
/// <param name="One">The customer, the order or the merge, by its number among those there are.</param>
/// <param name="Other">The loser of a merge.</param>
/// <param name="Drawn">Where an edit takes its values from.</param>
/// <param name="Facet">What an edit changes.</param>
/// <param name="Options">How a merge decides.</param>
internal sealed record Deed(DeedType Type, int One, int Other, Customer Drawn, int Facet, MergeOptions Options)
{
    private const int Facets = 8;

    private static readonly Gen<MergeOptions> AnyOptions =
        from rule in Gen.Elements(Enum.GetValues<Survivorship>())
        from email in Gen.Elements(Enum.GetValues<Survivorship>())
        from loserHas in Gen.Elements(true, false)
        select new MergeOptions
        {
            Default = rule,
            Rules = new Dictionary<string, Survivorship> { ["email"] = email },
            Choices = loserHas ? new Dictionary<string, MergeSource> { ["region"] = MergeSource.Loser, ["tags"] = MergeSource.Loser } : new Dictionary<string, MergeSource>(),
        };

    public static Gen<Deed> Any { get; } =
        from type in Gen.Frequency(
            (4, Gen.Constant(DeedType.Edit)),
            (4, Gen.Constant(DeedType.Merge)),
            (3, Gen.Constant(DeedType.Unmerge)),
            (2, Gen.Constant(DeedType.AddOrder)),
            (1, Gen.Constant(DeedType.EditOrder)),
            (1, Gen.Constant(DeedType.RemoveOrder)),
            (1, Gen.Constant(DeedType.RestoreOrder)),
            (1, Gen.Constant(DeedType.Remove)),
            (1, Gen.Constant(DeedType.Restore)))
        from one in Gen.Choose(0, 11)
        from other in Gen.Choose(0, 11)
        from drawn in Customers
        from facet in Gen.Choose(0, Facets - 1)
        from options in AnyOptions
        select new Deed(type, one, other, drawn, facet, options);

    /// <summary>Customers that can be merged with one another, with states of contact points and several attributes.</summary>
    public static Gen<Customer> Customers { get; } =
        from customer in CustomerGen.Any()
        from emailState in Gen.Elements(Enum.GetValues<ContactPointState>())
        from attributes in Gen.SubListOf("colour", "segment", "size")
        from value in Gen.Elements("1", "2")
        from sources in Gen.SubListOf("email", "name")
        from reliability in Gen.Choose(0, 2)
        select customer with
        {
            Kind = CustomerKind.Enterprise,
            Key = null,
            Origin = null,
            EmailState = emailState,
            Attributes = attributes.Distinct().Order(StringComparer.Ordinal).Select(name => new AttributeValue(name, value)).ToValueList(),
            Sources = sources.Distinct().Order(StringComparer.Ordinal).Select(field => new InformationSource(field) { Reliability = reliability * 50 }).ToValueList(),
        };

    /// <summary>The customer after the edit.</summary>
    public Customer Edited(Customer customer) => Facet switch
    {
        0 => customer with { Name = Drawn.Name, Person = Drawn.Person, Region = Drawn.Region },
        1 => customer with { Email = Drawn.Email },
        2 => customer with { EmailState = Drawn.EmailState },
        3 => customer with { Tags = customer.Tags.Concat(Drawn.Tags).Distinct().Order(Comparer<string>.Create(CanonicalText.Compare)).ToValueList() },
        4 => customer with { Tags = Drawn.Tags },
        5 => customer with { Attributes = Drawn.Attributes },
        6 => customer with { ContactPoints = Drawn.ContactPoints, Sources = Drawn.Sources },
        _ => customer with { Phone = Drawn.Phone, Owner = Drawn.Owner, Address = Drawn.Address },
    };
}
