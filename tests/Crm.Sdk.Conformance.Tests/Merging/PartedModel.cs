using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Merging;

/// <summary>What ending a merge has to leave, said field by field and without the code that does it.</summary>
internal static class PartedModel
{
    /// <summary>Fields that belong together go back together.</summary>
    private static readonly string[][] Groups = [["name", "person"], ["email", "email-state", "email-state-since"], ["phone", "phone-state", "phone-state-since"]];

    private static readonly HashSet<string> Lists = ["tags", "contact-points", "addresses", "sources", "attributes"];

    /// <summary>Checks a survivor after the end of a merge.</summary>
    public static void Check(Customer before, Customer merged, Customer now, Customer after)
    {
        KindModel kind = CustomerModel.Kind;
        foreach (FieldModel field in kind.Fields.Where(static field => !field.Computed && !Lists.Contains(field.Id.Name)))
        {
            string[] group = Groups.FirstOrDefault(some => some.Contains(field.Id.Name)) ?? [field.Id.Name];
            bool untouched = group.All(name => Equal(kind, name, now, merged));
            Assert.Equal(kind.ValueOf(field.Id, untouched ? before : now), kind.ValueOf(field.Id, after));
        }

        CheckList(before.Tags, merged.Tags, now.Tags, after.Tags, static tag => tag);
        CheckList(before.ContactPoints, merged.ContactPoints, now.ContactPoints, after.ContactPoints, static point => (point.Kind, point.Value));
        CheckList(before.Addresses, merged.Addresses, now.Addresses, after.Addresses, static address => address);
        CheckList(before.Sources, merged.Sources, now.Sources, after.Sources, static source => source.Field);
        foreach (string name in new[] { before, merged, now, after }.SelectMany(static customer => customer.Attributes).Select(static attribute => attribute.Name).Distinct())
        {
            Assert.Equal(now.Attribute(name) == merged.Attribute(name) ? before.Attribute(name) : now.Attribute(name), after.Attribute(name));
        }
    }

    private static bool Equal(KindModel kind, string field, Customer one, Customer other) => kind.ValueOf(field, one) == kind.ValueOf(field, other);

    /// <summary>Where nobody wrote since, the former list; else each entry by itself: what the merge alone brought is gone, what somebody wrote is there, what the merge took is back unless another stands for it.</summary>
    private static void CheckList<T, TKey>(ValueList<T> before, ValueList<T> merged, ValueList<T> now, ValueList<T> after, Func<T, TKey> key)
    {
        if (now == merged)
        {
            Assert.Equal(before, after);
            return;
        }

        foreach (T entry in before.Concat(merged).Concat(now).Distinct())
        {
            (bool was, bool became, bool isNow) = (before.Contains(entry), merged.Contains(entry), now.Contains(entry));
            bool expected = was == became || now == before ? isNow : was ? isNow || !after.Any(other => Equals(key(other), key(entry)) && !Equals(other, entry)) : false;
            Assert.Equal(expected, after.Contains(entry));
        }

        Assert.DoesNotContain(after, entry => !before.Contains(entry) && !now.Contains(entry));
    }
}
