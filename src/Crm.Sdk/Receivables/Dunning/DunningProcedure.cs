using Crm.Sdk.Billing;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Receivables;

/// <summary>How who does not pay is reminded, 催收程序: levels, one after another.</summary>
/// <remarks>Immutable and thread-safe. A host registers its own as a service.</remarks>
/// <param name="Name">Its name, 1 to 60 characters: notices of another procedure count for nothing.</param>
/// <param name="Levels">The levels, 1 to 9 of them; the first is level 1.</param>
public sealed record DunningProcedure(string Name, ValueList<DunningLevel> Levels)
{
    /// <summary>A reminder after 7 days, a call after 21, a final notice after 45, each as a task of the customer's owner. No standard for the days is known; they are meant to be replaced.</summary>
    public static DunningProcedure Standard { get; } = new(
        "standard",
        [
            new(7, DunningActions.Reminder) { TaskType = TaskTypes.FollowUp },
            new(21, DunningActions.Call) { TaskType = TaskTypes.Call },
            new(45, DunningActions.FinalNotice) { TaskType = TaskTypes.FollowUp, TaskDays = 1 },
        ]);

    /// <summary>Whether what is disputed is claimed too; by default only the rest is, and nothing where there is none.</summary>
    public bool IncludeDisputed { get; init; }

    /// <summary>Who gets the tasks of customers without an owner; where null, they wait for one.</summary>
    public string? FallbackOwner { get; init; }

    /// <summary>Checks the procedure.</summary>
    /// <exception cref="CrmException">CRM6235: the name, the number of levels, a day or a minimum is out of range, or the days do not rise. CRM1030: an action or a task's type is no code.</exception>
    public void Check()
    {
        That(!string.IsNullOrWhiteSpace(Name) && Name.Length <= DunningNotice.MaxProcedureLength, $"a name has 1 to {DunningNotice.MaxProcedureLength} characters");
        That(Levels.Count is > 0 and <= DunningNotice.MaxLevel, $"there are 1 to {DunningNotice.MaxLevel} levels");
        int before = 0;
        foreach (DunningLevel level in Levels)
        {
            That(level.DaysAfterDue > before && level.DaysAfterDue <= 3_660, $"{level.DaysAfterDue} days do not come after {before}, or are more than 3,660");
            That(level.TaskDays is >= 0 and <= 365, $"a task is due in 0 to 365 days, not in {level.TaskDays}");
            That(level.Minimums.Select(static amount => amount.Currency).Distinct().Count() == level.Minimums.Count, "a currency has two least amounts");
            Require.Code(level.Action, "dunning.action");
            Require.Code(level.TaskType, "dunning.task-type");
            before = level.DaysAfterDue;
        }
    }

    private void That(bool holds, string rule)
    {
        if (!holds)
        {
            throw new CrmException(BillingErrorCodes.BadOption, $"Dunning procedure '{Name}': {rule}.");
        }
    }
}
