namespace Crm.Sdk.Lifecycle;

/// <summary>What the guard of a transition measures. Days are local days; what happens twice on one day counts once.</summary>
public enum LifecycleMeasure
{
    /// <summary>On how many days the fact happened.</summary>
    Days = 0,

    /// <summary>On how many days it happened since the present stage was entered, without the fact that led into it.</summary>
    DaysInStage = 1,

    /// <summary>How many days ago it happened last. Not met where it never did.</summary>
    SinceLast = 2,

    /// <summary>How many of the customer's usual intervals ago it happened last. Not met where it never did.</summary>
    IntervalsSinceLast = 3,

    /// <summary>How many days ago it happened first. Not met where it never did.</summary>
    SinceFirst = 4,

    /// <summary>How many days the customer has been in the present stage, whatever the fact.</summary>
    StageAge = 5,
}
