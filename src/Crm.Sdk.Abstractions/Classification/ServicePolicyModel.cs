using Crm.Sdk.Labels;
using Crm.Sdk.Organization;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>How service policies are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ServicePolicyModel
{
    /// <summary>Dimension and label in one text (<see cref="LabelAssignment.ClassOf"/>).</summary>
    public static FieldId Class { get; } = "class";

    /// <summary>The kind <c>service-policy</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ServicePolicy>("service-policy", static p => p.Id);
        kind.Text(Class, static p => LabelAssignment.ClassOf(p.Dimension, p.Label), maxLength: 129);
        FieldHandle<string?> dimension = kind.Text("dimension", static p => p.Dimension, maxLength: 64);
        FieldHandle<string?> label = kind.Text("label", static p => p.Label, maxLength: Verdict.MaxLength);
        FieldHandle<long?> precedence = kind.Int("precedence", static p => p.Precedence);
        FieldHandle<string?> owner = kind.Text("owner", static p => p.Owner, maxLength: Employee.MaxKeyLength);
        FieldHandle<string?> team = kind.Text("team", static p => p.Team);
        FieldHandle<long?> response = kind.Int("response-minutes", static p => p.ResponseMinutes);
        FieldHandle<long?> discount = kind.Int("discount", static p => p.DiscountMillionths);
        FieldHandle<string?> offers = kind.Text("offers", static p => p.Offers, maxLength: ServicePolicy.MaxTextLength);
        FieldHandle<long?> priority = kind.Int("priority", static p => p.Priority);
        FieldHandle<long?> followUp = kind.Int("follow-up-days", static p => p.FollowUpDays);
        FieldHandle<long?> visits = kind.Int("visits-per-year", static p => p.VisitsPerYear);
        FieldHandle<string?> products = kind.Text("customised-products", static p => p.CustomisedProducts, maxLength: ServicePolicy.MaxTextLength);
        FieldHandle<long?> goal = kind.Int("goal", static p => p.Goal is { } goal ? (long)goal : null);
        var origin = new OriginFields<ServicePolicy>(kind, static p => p.Origin);
        kind.StampedBy(static (p, from) => p with { Origin = from }).CheckedBy(static p => p.Check()).Unique("class", Class);
        return kind.ComposedBy(row => new ServicePolicy
        {
            Id = row.Id,
            Dimension = row.Need(dimension),
            Label = row.Need(label),
            Precedence = (int)row.Need(precedence),
            Owner = row.Get(owner),
            Team = row.Get(team),
            ResponseMinutes = (int?)row.Get(response),
            DiscountMillionths = (int?)row.Get(discount),
            Offers = row.Get(offers),
            Priority = (int?)row.Get(priority),
            FollowUpDays = (int?)row.Get(followUp),
            VisitsPerYear = (int?)row.Get(visits),
            CustomisedProducts = row.Get(products),
            Goal = (ClassGoal?)row.Get(goal),
            Origin = origin.Read(row),
        });
    }
}
