namespace Crm.Sdk.Loyalty;

/// <summary>The catalogue of rewards: finds, saves and stocks them.</summary>
/// <remarks>Thread-safe.</remarks>
public static class RewardCatalogue
{
    /// <summary>The reward of a code.</summary>
    /// <param name="session">The session.</param>
    /// <param name="code">The code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6440: there is none.</exception>
    public static async Task<Reward> GetAsync(ICrmSession session, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.FindAsync<Reward>(RewardId.Of(code), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(RewardErrorCodes.BadReward, $"There is no reward '{code}'; save it in the catalogue first.");
    }

    /// <summary>Adds a reward to the catalogue, or changes it there. Reservations keep their points; what they give is as the catalogue says when they are confirmed.</summary>
    /// <param name="session">The session; its commit saves it.</param>
    /// <param name="reward">The reward.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM1030: it does not hold. CRM6400: there is no such programme or wallet. CRM6440: it is of another kind, programme or wallet than before.</exception>
    public static async Task SaveAsync(ICrmSession session, Reward reward, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(reward);
        reward.Check();
        LoyaltyProgramme programme = await LoyaltyProgrammes.GetAsync(session, reward.Programme, cancellationToken).ConfigureAwait(false);
        if (programme.FindWallet(reward.Wallet) is null)
        {
            throw new CrmException(LoyaltyErrorCodes.BadProgramme, $"Reward '{reward.Code}': programme '{programme.Code}' has no wallet '{reward.Wallet}'.");
        }

        if (await session.FindAsync<Reward>(reward.Id, cancellationToken).ConfigureAwait(false) is not { } before)
        {
            session.Add(reward);
            return;
        }

        if ((before.Kind, before.Programme, before.Wallet) != (reward.Kind, reward.Programme, reward.Wallet))
        {
            throw new CrmException(
                RewardErrorCodes.BadReward,
                $"Reward '{reward.Code}' is {before.Kind} for points of '{before.Programme}/{before.Wallet}' and stays so, as members redeemed it; give what is new a code of its own.");
        }

        session.Update(reward with { Origin = before.Origin });
    }

    /// <summary>Adds to the stock of a reward, or takes from it. A reward that had none can be given only as often as is in stock from now on.</summary>
    /// <param name="session">The session; its commit saves it.</param>
    /// <param name="code">The reward's code.</param>
    /// <param name="count">How many come, or below 0 go.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6440: there is no such reward. CRM6442: more are taken than can be reserved.</exception>
    public static async Task<RewardStock> RestockAsync(ICrmSession session, string code, long count, CancellationToken cancellationToken)
    {
        Reward reward = await GetAsync(session, code, cancellationToken).ConfigureAwait(false);
        RewardStock? before = await session.FindAsync<RewardStock>(reward.Id, cancellationToken).ConfigureAwait(false);
        RewardStock after = (before ?? new RewardStock { Reward = reward.Id, Left = 0 }) with { Left = checked((before?.Left ?? 0) + count) };
        if (after.Left < 0)
        {
            throw new CrmException(RewardErrorCodes.OutOfStock, $"Of reward '{code}' {before?.Left ?? 0} are left, and {-count} are taken; what is reserved stays.");
        }

        if (before is null)
        {
            session.Add(after);
        }
        else
        {
            session.Update(after);
        }

        return after;
    }
}
