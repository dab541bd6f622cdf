import * as React from 'react'

// A decision expires while an agent looks at it.
const EVERY = 10_000

/** The time, told again every ten seconds. */
export function useNow(): number {
  const [now, setNow] = React.useState(() => Date.now())
  React.useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY)
    return () => clearInterval(timer)
  }, [])
  return now
}
