namespace Crm.Sdk.Care;

/// <summary>A trigger that needs to know nothing but the customer.</summary>
internal sealed class EachCustomer(Func<CareSubject, AsOf, IReadOnlyList<DueOccasion>> find) : ITriggerRun
{
    public ValueTask<IReadOnlyList<IReadOnlyList<DueOccasion>>> FindAsync(CareData data, IReadOnlyList<CareSubject> subjects, AsOf asOf, CancellationToken cancellationToken) =>
        new([.. subjects.Select(subject => find(subject, asOf))]);
}
