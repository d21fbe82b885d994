namespace Crm.Sdk.Care;

/// <summary>A trigger that reads records of a page of customers and then judges each.</summary>
/// <typeparam name="T">What it reads.</typeparam>
internal sealed class EachPage<T>(
    Func<CareData, IReadOnlyList<CareSubject>, CancellationToken, Task<ILookup<CustomerId, T>>> read, Func<CareSubject, IEnumerable<T>, AsOf, IEnumerable<DueOccasion>> find) : ITriggerRun
{
    public async ValueTask<IReadOnlyList<IReadOnlyList<DueOccasion>>> FindAsync(CareData data, IReadOnlyList<CareSubject> subjects, AsOf asOf, CancellationToken cancellationToken)
    {
        ILookup<CustomerId, T> found = await read(data, subjects, cancellationToken).ConfigureAwait(false);
        return [.. subjects.Select(subject => (IReadOnlyList<DueOccasion>)[.. find(subject, found[subject.Customer.Id], asOf)])];
    }
}
