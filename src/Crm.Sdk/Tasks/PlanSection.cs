namespace Crm.Sdk.Tasks;

/// <summary>The parts of a day plan, in their order.</summary>
public enum PlanSection
{
    /// <summary>Appointments by the time they start, 约会.</summary>
    Appointment,

    /// <summary>What was due before the day, by priority, 逾期.</summary>
    Overdue,

    /// <summary>What is due on the day, by priority, 当日到期.</summary>
    Due,
}
