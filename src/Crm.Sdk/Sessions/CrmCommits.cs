namespace Crm.Sdk.Sessions;

/// <summary>Commits that are tried again where others changed the same records meanwhile.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CrmCommits
{
    private const int MaxAttempts = 100;

    /// <summary>Does some work in a session of its own and commits it; in a new session again where it conflicts. The work reads anew each time, so it must change nothing but its session.</summary>
    /// <typeparam name="T">What the work answers.</typeparam>
    /// <param name="crm">Opens the sessions.</param>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="work">The work; what it throws goes to the caller, and nothing is written.</param>
    /// <param name="time">Waits between attempts, a random time that grows.</param>
    /// <param name="cancellationToken">Stops before a commit.</param>
    /// <returns>The answer of the attempt that was committed.</returns>
    /// <exception cref="CrmException">CRM2032 or CRM2033: it conflicted each of 100 times.</exception>
    public static async Task<T> CommitAsync<T>(this ICrm crm, CrmScope scope, Func<ICrmSession, CancellationToken, Task<T>> work, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(time);
        for (int attempt = 1; ; attempt++)
        {
            ICrmSession session = crm.OpenSession(scope);
            await using (session.ConfigureAwait(false))
            {
                try
                {
                    T answer = await work(session, cancellationToken).ConfigureAwait(false);
                    _ = await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return answer;
                }
                catch (CrmException met) when (met is CrmConflictException or CrmDuplicateException && attempt < MaxAttempts)
                {
                    // somebody changed one of the records: read them again
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 1 + Math.Min(attempt * 4, 200))), time, cancellationToken).ConfigureAwait(false);
        }
    }
}
