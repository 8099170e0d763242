/** The fillers of Go's and the kubelet's zero time; containerd's for what never started. */
export const isFiller = (time: string | undefined): boolean =>
  time !== undefined && /\b(?:0001|1970)\b/.test(time);
