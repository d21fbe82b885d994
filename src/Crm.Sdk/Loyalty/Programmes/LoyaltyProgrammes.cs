using System.Text.Json;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>Saves programmes and finds them by their code.</summary>
/// <remarks>Thread-safe.</remarks>
public static class LoyaltyProgrammes
{
    /// <summary>The newest version of a programme; of <see cref="LoyaltyProgramme.DefaultCode"/> the built-in one where none was saved.</summary>
    /// <param name="session">The session.</param>
    /// <param name="code">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6400: there is none.</exception>
    public static async Task<LoyaltyProgramme> GetAsync(ICrmSession session, string code, CancellationToken cancellationToken) =>
        (await NewestAsync(session, code, cancellationToken).ConfigureAwait(false))?.Programme
        ?? (code == LoyaltyProgramme.DefaultCode ? LoyaltyProgramme.Default : throw new CrmException(LoyaltyErrorCodes.BadProgramme, $"There is no programme '{code}'; save one first."));

    /// <summary>Adds a new version of a programme to the session. Points that were posted stay as they are.</summary>
    /// <param name="session">The session; its commit saves it.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The version; the same one as before where nothing changed.</returns>
    /// <exception cref="CrmException">CRM1020 or CRM1030: it does not hold. CRM6400: a wallet of the version before is missing.</exception>
    public static async Task<SavedProgramme> SaveAsync(ICrmSession session, LoyaltyProgramme programme, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(programme);
        programme.Check();
        SavedProgramme? before = await NewestAsync(session, programme.Code, cancellationToken).ConfigureAwait(false);
        if (before?.Programme == programme)
        {
            return before;
        }

        if (before?.Programme.Wallets.FirstOrDefault(wallet => programme.FindWallet(wallet.Code) is null) is { } missing)
        {
            throw new CrmException(LoyaltyErrorCodes.BadProgramme, $"Programme '{programme.Code}' has a wallet '{missing.Code}' that the new version leaves out; members may have points in it. Keep it.");
        }

        var saved = new SavedProgramme { Id = RecordId.New(), Code = programme.Code, Version = (before?.Version ?? 0) + 1, Programme = programme };
        session.Add(saved);
        return saved;
    }

    /// <summary>Reads a programme from JSON.</summary>
    /// <exception cref="CrmException">CRM6400: it is no programme; the message names where.</exception>
    public static LoyaltyProgramme Read(string json)
    {
        try
        {
            LoyaltyProgramme programme = JsonSerializer.Deserialize(json, ProgrammeJson.Default.LoyaltyProgramme) ?? throw new CrmException(LoyaltyErrorCodes.BadProgramme, "The programme is null; give an object.");
            programme.Check();
            return programme;
        }
        catch (JsonException error)
        {
            throw new CrmException(LoyaltyErrorCodes.BadProgramme, $"The programme is not as it should be, at {error.Path ?? "$"}, line {error.LineNumber + 1}: {error.Message}");
        }
    }

    /// <summary>Writes a programme as JSON that <see cref="Read"/> reads.</summary>
    public static string Write(LoyaltyProgramme programme) => JsonSerializer.Serialize(programme, ProgrammeJson.Default.LoyaltyProgramme);

    /// <summary>A version of a programme made ready for earning; the newest where none is named.</summary>
    /// <exception cref="CrmException">CRM6400: there is no such programme or version.</exception>
    internal static async Task<EarningPlan> GetPlanAsync(ICrmSession session, string code, int? version, CancellationToken cancellationToken)
    {
        if (version == 0)
        {
            return new EarningPlan(LoyaltyProgramme.Default, 0); // of before the first version was saved
        }

        Condition named = Condition.Equal(ProgrammeModel.Code, FieldValue.Of(code));
        SavedProgramme? saved = await FindAsync(session, version is { } number ? Condition.All(named, Condition.Equal(ProgrammeModel.Version, FieldValue.Of((long)number))) : named, cancellationToken).ConfigureAwait(false);
        return saved is not null ? new EarningPlan(saved.Programme, saved.Version)
            : version is null ? new EarningPlan(await GetAsync(session, code, cancellationToken).ConfigureAwait(false), 0)
            : throw new CrmException(LoyaltyErrorCodes.BadProgramme, $"Programme '{code}' has no version {version}; documents that were earned by it cannot be settled again.");
    }

    private static Task<SavedProgramme?> NewestAsync(ICrmSession session, string code, CancellationToken cancellationToken) => FindAsync(session, Condition.Equal(ProgrammeModel.Code, FieldValue.Of(code)), cancellationToken);

    private static async Task<SavedProgramme?> FindAsync(ICrmSession session, Condition where, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var query = new CrmQuery<SavedProgramme> { Where = where, Order = new RecordOrder(ProgrammeModel.Version, Descending: true), Limit = 1 };
        return (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items is [var newest, ..] ? newest : null;
    }
}
